"""The faces of Hỏi Đáp: settings, wiring, HTTP, command line and the chat page."""
