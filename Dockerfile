# pmdoc as a container: docker run --rm -v "$PWD:/work" pmdoc build incident.yaml
FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE constraints.txt ./
COPY pmdoc pmdoc
COPY schema schema
COPY styles styles
RUN python -m venv /opt/pmdoc \
    && PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
        /opt/pmdoc/bin/pip install --no-cache-dir --no-compile '.[extract,watch]'

FROM python:3.13-slim
COPY --from=build /opt/pmdoc /opt/pmdoc
ENV PATH=/opt/pmdoc/bin:$PATH
RUN useradd --uid 999 --create-home pmdoc
USER 999
WORKDIR /work
ENTRYPOINT ["pmdoc"]
CMD ["--help"]
