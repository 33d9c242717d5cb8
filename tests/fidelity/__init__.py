"""Values of incidents are in their reports, or in the lists of what these leave out."""
