package io.tokenline.smpp;

import java.time.Instant;

/**
 * A bind as the console shows it.
 *
 * @param account the operator account
 * @param kind what it was bound for
 * @param address of the peer
 * @param since when it was bound
 * @param unanswered our requests that the peer has not answered yet
 * @param window how many may be
 */
public record BindInfo(String account, BindKind kind, String address, Instant since, int unanswered, int window) {}
