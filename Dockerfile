# The packages, without the tests' own.
FROM node:26-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

# The service: source runs as it is, so there is no build.
FROM node:26-slim
# Quick starts and a small memory: `package.json` sets the same.
ENV NODE_ENV=production NODE_COMPILE_CACHE=/tmp/rollcall MALLOC_ARENA_MAX=2
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=packages /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY src ./src
COPY jobs ./jobs
COPY content ./content
USER node
VOLUME /data
ENV DATA_DIR=/data
CMD ["node", "--max-semi-space-size=2", "src/main.ts", "start"]
