package io.tokenline.token;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Something of the server's that a test steps in front of. */
final class Interposed {

    /** What happens before a call; it may throw what the call may. */
    interface Step {
        void before(Method method) throws Exception;
    }

    private Interposed() {}

    /** The same as before, with a step in front of each call. */
    static <T> T before(Class<T> type, T behind, Step step) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    step.before(method);
                    try {
                        return method.invoke(behind, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
