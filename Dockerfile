# Two steps: the libraries, exactly as locked and from ready-made wheels only; then the bot, which owns nothing but /data.
FROM python:3.11-slim AS libraries
COPY requirements.lock .
RUN python -m venv /opt/rapport \
 && /opt/rapport/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.lock

FROM python:3.11-slim
RUN groupadd --gid 10001 rapport \
 && useradd --uid 10001 --gid rapport --no-create-home --shell /usr/sbin/nologin rapport \
 && install --directory --owner rapport --group rapport --mode 0700 /data
COPY --from=libraries /opt/rapport /opt/rapport
WORKDIR /app
COPY . .
ENV PATH=/opt/rapport/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL=sqlite:////data/rapport.db \
    ERASURES=/data/rapport.erasures \
    PAY_KEYS_FILE=/data/rapport.keys \
    HOST=0.0.0.0 \
    PORT=3000
USER rapport
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as http; http.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/live', timeout=4)"]
CMD ["python", "-m", "bot", "run"]
