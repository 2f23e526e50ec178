package dev.tracks.lambda.aws;

import jakarta.inject.Singleton;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Leaves the header {@code Content-Length} to the JDK. If the SDK sets it, its URLConnection client streams the body; and before
 * each streamed POST on a connection in use, the JDK waits a millisecond to see whether the server has closed it.
 *
 * <p>A body that is not streamed is sent a second time by the JDK if the connection breaks, so this is only for requests that
 * the SDK repeats too.
 */
@Singleton
public final class UnstreamedBody implements ExecutionInterceptor {
    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.httpRequest().toBuilder().removeHeader("Content-Length").build();
    }
}
