"""`lastmile --linear`: everything that the app does, asked and answered in lines."""
