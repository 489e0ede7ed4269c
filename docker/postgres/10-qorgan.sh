#!/bin/bash
# Runs once, when the cluster is new: the roles, with passwords from files that only this container sees.
set -euo pipefail
options="-c qorgan.owner_password=$(cat /run/secrets/owner_password) -c qorgan.app_password=$(cat /run/secrets/app_password)"
for office in investigation procuracy; do
    options="$options -c qorgan.agent_${office}_password=$(cat "/run/secrets/agent_${office}_password")"
done
PGOPTIONS="$options" \
    psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname qorgan --file /qorgan/bootstrap.sql
