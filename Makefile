# Every target is safe to run again: what is already done is not done twice.
VENV ?= .venv
export VENV

.DEFAULT_GOAL := help
.PHONY: help serve test check bench bench-peers lock clean install dev

help: ## Hiện bảng này
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: install ## Cài đặt nếu cần, nạp tài liệu mẫu nếu thư viện còn trống, rồi mở http://127.0.0.1:8000
	@$(VENV)/bin/hoidap serve --seed seeds/documents $(ARGS)

test: dev ## Chạy các bài kiểm thử và đo độ phủ (ARGS="tests/unit -k ten" để chọn)
	@scripts/test $(ARGS)

check: dev ## Kiểm tra kiểu viết, kiểu dữ liệu và hướng import
	@scripts/check

bench: dev ## Đo tốc độ trên máy này
	@scripts/bench $(ARGS)

bench-peers: ## Tạo môi trường riêng cho các chương trình được so sánh (ARGS="--peers" của make bench)
	@scripts/bench_peers

lock: dev ## Khoá lại phiên bản của mọi gói phụ thuộc (cần uv)
	@scripts/lock

clean: ## Xoá môi trường và tệp tạm; tài liệu đã nạp còn nguyên
	rm -rf $(VENV) tests/clients/node_modules build *.egg-info .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find api embeddings qa tests -name __pycache__ -type d -prune -exec rm -rf {} +

install:
	@scripts/install

dev:
	@scripts/install dev
