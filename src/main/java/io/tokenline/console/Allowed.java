package io.tokenline.console;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call a method of the API, or all of a class that do not say otherwise: whoever has one of these roles. Without
 * it nobody may, see {@link Gate}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Allowed {

    /** One of them is enough; by default every role is. */
    Role[] value() default {Role.ADMIN, Role.KEYS, Role.ENGINEER, Role.SUPPORT, Role.AUDITOR};
}
