"""What this machine keeps of the changes it made, and knows of a file that is gone."""
