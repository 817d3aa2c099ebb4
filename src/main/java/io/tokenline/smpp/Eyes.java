package io.tokenline.smpp;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * Where what happens on the wire is seen.
 *
 * @param metrics counts it
 * @param traces says whose PDUs go to the log
 * @param flows counts messages by the minute
 */
public record Eyes(MeterRegistry metrics, Traces traces, Flows flows) {}
