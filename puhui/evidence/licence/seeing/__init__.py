"""Pictures into lines of letters. Only this needs the extra `photo`; imported when a photo comes."""
