package dev.latchkey.manage.http;

import dev.latchkey.GatewayProfile;
import dev.latchkey.manage.BudgetLifecycle;
import dev.latchkey.manage.KeyLifecycle;
import dev.latchkey.manage.KeyLifecycleBuilder;
import dev.latchkey.manage.ManagementListener;
import dev.latchkey.manage.UserLifecycle;
import java.util.ArrayList;
import java.util.List;

/** Puts together what can be asked for. */
final class Mounted {
    private Mounted() {}

    static List<Operation> by(ManagementApi.Builder api) {
        GatewayProfile profile = api.gate.profile();
        ManagementListener[] told = api.listeners.toArray(ManagementListener[]::new);
        ReadOnlyKeys fixed = new ReadOnlyKeys(api.readOnly);
        KeyView view = new KeyView(profile.implicitUserPrefix());
        UserLifecycle users = new UserLifecycle(api.directory, api.time, told);
        BudgetLifecycle budgets = new BudgetLifecycle(api.directory, api.time, told);
        List<Operation> all = new ArrayList<>();
        KeyLifecycle keys = keys(api).build();
        NamedKeys named = new NamedKeys(keys, fixed, Refused::unknownKey);
        all.addAll(new KeyRoutes(keys, named, view, profile.implicitUserPrefix(), api.time).operations());
        all.addAll(new KeyHistoryRoutes(api.directory.repository(), fixed).operations());
        all.addAll(new UserRoutes(users, api.directory.repository(), api.gate).operations());
        all.addAll(new BudgetRoutes(budgets).operations());
        if (profile.managesApiKeys()) {
            all.addAll(apiKeys(api, fixed));
        }
        if (api.enforcement != null) {
            all.addAll(new EnforcementRoutes(api.enforcement).operations());
        }
        all.addAll(new Description(profile.managesApiKeys()).operations());
        return all;
    }

    private static List<Operation> apiKeys(ManagementApi.Builder api, ReadOnlyKeys fixed) {
        KeyLifecycle keys = keys(api).expiriesLieAhead().build();
        NamedKeys named = new NamedKeys(keys, fixed, ApiKeyRoutes::unknown);
        List<Operation> all = new ArrayList<>();
        all.addAll(new ApiKeyRoutes(keys, named, new ApiKeyView(api.gate), api.time).operations());
        all.addAll(new IamRoutes(keys, named).operations());
        return all.stream().map(ApiKeyRoutes::inItsWords).toList();
    }

    private static KeyLifecycleBuilder keys(ManagementApi.Builder api) {
        KeyLifecycleBuilder keys = KeyLifecycle.builder(api.directory)
                .format(api.gate.profile().keyFormat())
                .scheme(api.gate.mintingScheme())
                .time(api.time);
        api.listeners.forEach(keys::listener);
        if (api.longestLife != null) {
            keys.longestLife(api.longestLife);
        }
        return keys;
    }
}
