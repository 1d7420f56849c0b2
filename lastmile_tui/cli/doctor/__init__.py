"""`lastmile doctor`."""
