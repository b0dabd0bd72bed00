package dev.latchkey.benchmarks.peers;

import dev.latchkey.benchmarks.peers.CallerList.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.shiro.authc.AuthenticationException;
import org.apache.shiro.authc.AuthenticationInfo;
import org.apache.shiro.authc.AuthenticationToken;
import org.apache.shiro.authc.BearerToken;
import org.apache.shiro.authc.SimpleAuthenticationInfo;
import org.apache.shiro.authc.credential.AllowAllCredentialsMatcher;
import org.apache.shiro.mgt.DefaultSecurityManager;
import org.apache.shiro.mgt.DefaultSessionStorageEvaluator;
import org.apache.shiro.mgt.DefaultSubjectDAO;
import org.apache.shiro.realm.AuthenticatingRealm;
import org.apache.shiro.subject.Subject;
import org.jspecify.annotations.Nullable;

/** Apache Shiro: a login with a bearer token, without sessions. */
final class ShiroDoor implements Door {
    private final DefaultSecurityManager manager = new DefaultSecurityManager(new Keys(new CallerList()));

    ShiroDoor() {
        DefaultSessionStorageEvaluator sessions = new DefaultSessionStorageEvaluator();
        sessions.setSessionStorageEnabled(false);
        DefaultSubjectDAO subjects = new DefaultSubjectDAO();
        subjects.setSessionStorageEvaluator(sessions);
        manager.setSubjectDAO(subjects);
    }

    @Override
    public boolean lets(HttpServletRequest request, HttpServletResponse response) {
        Subject subject = new Subject.Builder(manager)
                .sessionCreationEnabled(false)
                .buildSubject();
        try {
            subject.login(new BearerToken(Door.bearer(request)));
        } catch (AuthenticationException e) {
            response.setStatus(401);
            return false;
        }
        return subject.isAuthenticated();
    }

    /** The digest is the lookup key, so there is nothing left to compare. */
    private static final class Keys extends AuthenticatingRealm {
        private final CallerList callers;

        Keys(CallerList callers) {
            this.callers = callers;
            setAuthenticationTokenClass(BearerToken.class);
            setCredentialsMatcher(new AllowAllCredentialsMatcher());
        }

        @Override
        protected @Nullable AuthenticationInfo doGetAuthenticationInfo(AuthenticationToken token) {
            Caller caller = callers.find(((BearerToken) token).getToken());
            return caller == null ? null : new SimpleAuthenticationInfo(caller, token.getCredentials(), "keys");
        }
    }
}
