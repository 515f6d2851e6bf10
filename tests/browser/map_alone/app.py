from __future__ import annotations

from pathlib import Path

import streamlit as st

from tests.browser.map_alone.invented import routes

app = st.App(
    Path(__file__).parent / "page.py", routes=routes(str(st.get_option("server.baseUrlPath")))
)
