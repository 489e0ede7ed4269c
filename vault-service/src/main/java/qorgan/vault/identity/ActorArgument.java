package qorgan.vault.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// A controller takes the `Actor` as an argument. A page that is also there for people who have not
/// signed in takes `@Nullable Actor`.
@Configuration(proxyBeanMethods = false)
class ActorArgument implements WebMvcConfigurer, HandlerMethodArgumentResolver {
    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Actor.class);
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var actor = request.getAttribute(ActorFilter.ACTOR, RequestAttributes.SCOPE_REQUEST);
        if (actor == null
                && SecurityContextHolder.getContext().getAuthentication()
                        instanceof ActorAuthentication signedIn) {
            actor = signedIn.getPrincipal();
        }
        if (actor == null && !parameter.isOptional()) {
            throw new Forbidden("sign-in");
        }
        return actor;
    }
}
