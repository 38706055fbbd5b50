# The service with its model inside: a container starts offline, in seconds, and writes nowhere but /data and /tmp.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /app

# A CPU build first, from PyTorch's own index: the default Linux wheel brings several gigabytes of CUDA. The lock is
# complete, so --no-deps keeps anything from asking for torch again. Bytecode is compiled here, as pip does by
# default: the container's file system is read-only.
RUN pip install --no-deps --index-url https://download.pytorch.org/whl/cpu torch==2.13.0
COPY requirements.lock ./
RUN pip install --no-deps -r requirements.lock

# The model is part of the image and not of the volume: it never changes while the image does not, and a container
# with a new volume is ready as fast as one with an old one. It depends on one package only, so that a change
# elsewhere does not make it again.
COPY embeddings embeddings
ENV HOIDAP_MODEL=/opt/hoidap/model
RUN python -c 'import os; from pathlib import Path; from embeddings.builtin.model import ensure_builtin_model; \
    from embeddings.reader.shipped import shipped_reader; model = Path(os.environ["HOIDAP_MODEL"]); \
    ensure_builtin_model(model); shipped_reader(model.with_name("reader"))' && chmod -R a+rX "$HOIDAP_MODEL"/..

COPY pyproject.toml README.md LICENSE ./
COPY qa qa
COPY api api
COPY seeds seeds
RUN pip install --no-deps --no-build-isolation --editable . && python -m compileall -q api qa embeddings \
    && chmod -R a+rX /app

# A fixed number, so that files of a volume keep their owner from image to image.
RUN groupadd --gid 10001 hoidap && useradd --uid 10001 --gid hoidap --no-create-home --home-dir /tmp hoidap \
    && install -d -o hoidap -g hoidap /data
USER 10001:10001
ENV HOME=/tmp HF_HUB_OFFLINE=1 HOIDAP_HOST=0.0.0.0 HOIDAP_PORT=8000 HOIDAP_DATA=/data
VOLUME /data
EXPOSE 8000

# No curl in the image; no proxy on the way to ourselves.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["python", "-c", \
    "from urllib.request import ProxyHandler, build_opener; build_opener(ProxyHandler({})).open('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["hoidap", "serve", "--seed", "seeds/documents"]
