"""Data files, bad ones and bad disks among them."""
