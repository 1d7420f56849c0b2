"""Every sentence that is said in more than one place."""
