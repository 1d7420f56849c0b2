"""What is done with whole roads in the app: their order, and making one of two or two of one."""
