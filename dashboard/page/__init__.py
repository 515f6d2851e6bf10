"""The page: filters, map, event, table and downloads, drawn by Streamlit."""
