package io.tokenline.token;

import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.MeterKeyParameters;
import java.util.Optional;

/**
 * A token that is wanted.
 *
 * @param owner what it is made for: the reference of a sale or of an engineering request
 * @param meter as its key is now
 * @param target what its key is to become first; the tokens that lead there then precede the one that is ordered
 * @param order what it is to say
 */
public record TokenRequest(String owner, MeterKeyParameters meter, Optional<KeyTarget> target, TokenOrder order) {}
