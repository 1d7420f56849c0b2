"""Roads on one axis of time: what was driven, what is planned, what is likely."""
