# One image for the gateway and the subgraphs: the command says which process it is.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# With the optional packages: the pages' bundler has its platform's binary among them.
RUN npm ci
COPY . .
RUN npx tsc && npx vite build ide && rm -rf dist/test dist/bench dist/demo dist/ide/src && node scripts/bundle-programs.js
# The optional packages carry a Node binary for bare machines; the image has its own.
RUN npm prune --omit=dev --omit=optional
# A volume mounted over it takes its owner.
RUN mkdir journal

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY schema ./schema
COPY --from=build --chown=node:node /app/journal /var/lib/passerelle
USER node
CMD ["node", "--max-semi-space-size=32", "--enable-source-maps", "dist/gateway/main.js"]
