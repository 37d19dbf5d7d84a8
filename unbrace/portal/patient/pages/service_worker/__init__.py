"""What lets the guided session open without a network: the service worker and the web app's manifest."""
