#!/usr/bin/env bash
# Kills the packaged server ten times at random during a hundred purchases, and counts what is left.
# Needs: mvn package. Usage: src/test/scripts/kill-drill.sh [seed]
set -euo pipefail
cd "$(dirname "$0")/../../.."
work=target/kill-drill
rm -rf "$work"
mkdir -p "$work"
cp -r target/server/standalone "$work/base"
rm -rf "$work/base/data" "$work/base/log" "$work/base/tmp"
mvn -q -B test-compile dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test
exec java -Djava.util.logging.config.file=src/test/resources/logging.properties \
  -cp "target/test-classes:target/classes:$(cat "$work/classpath")" \
  io.tokenline.it.KillDrill "$PWD/target/server" "$PWD/$work/base" 4000 "$@"
