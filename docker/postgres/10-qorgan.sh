#!/bin/bash
# Runs once, when the cluster is new: the two roles, with passwords from files that only this container sees.
set -euo pipefail
PGOPTIONS="-c qorgan.owner_password=$(cat /run/secrets/owner_password) -c qorgan.app_password=$(cat /run/secrets/app_password)" \
    psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname qorgan --file /qorgan/bootstrap.sql
