using PlanisoContract.Mock.Dialects;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Authentication;

/// <summary>The modes of keys.</summary>
internal sealed class AuthenticationModes(PlaceFlags api)
{
    public ModeFlag WrongKeyForbidden { get; } = api[Behaviors.WrongKey, "forbidden"];
    public ModeFlag WrongKeyInBody { get; } = api[Behaviors.WrongKey, "in-body"];
    public ModeFlag WrongKeyAccepted { get; } = api[Behaviors.WrongKey, "accepted"];
    public ModeFlag WrongSchemeForbidden { get; } = api[Behaviors.WrongScheme, "forbidden"];
    public ModeFlag WrongSchemeAccepted { get; } = api[Behaviors.WrongScheme, "accepted"];
    public ModeFlag UrlForbidden { get; } = api[Behaviors.KeyInUrl, "forbidden"];
    public ModeFlag UrlAccepted { get; } = api[Behaviors.KeyInUrl, "accepted"];
    public ModeFlag QueryRefused { get; } = api[Behaviors.KeyInQuery, "refused"];
    public ModeFlag BasicRefused { get; } = api[Behaviors.KeyInBasic, "refused"];
    public ModeFlag SwitchUnknownIgnored { get; } = api[Behaviors.SwitchUserUnknown, "ignored"];
    public ModeFlag SwitchUnknownNotFound { get; } = api[Behaviors.SwitchUserUnknown, "not-found"];
    public ModeFlag SwitchPlainRefused { get; } = api[Behaviors.SwitchUserPlain, "precondition-failed"];
}

/// <summary>The modes of who may carry out one operation.</summary>
internal sealed class AuthorizationModes(PlaceFlags at)
{
    public ModeFlag NoKeyForbidden { get; } = at[Behaviors.KeyRequired, "forbidden"];
    public ModeFlag NoKeyInBody { get; } = at[Behaviors.KeyRequired, "in-body"];
    public ModeFlag NoKeyAccepted { get; } = at[Behaviors.KeyRequired, "accepted"];
    public ModeFlag NoRightUnauthorized { get; } = at[Behaviors.Permission, "unauthorized"];
    public ModeFlag NoRightInBody { get; } = at[Behaviors.Permission, "in-body"];
    public ModeFlag NoRightExecuted { get; } = at[Behaviors.Permission, "executed"];
    public ModeFlag NoReadUnauthorized { get; } = at[Behaviors.ReadPermission, "unauthorized"];
    public ModeFlag NoReadExecuted { get; } = at[Behaviors.ReadPermission, "executed"];
}

/// <summary>Who stands at the defaultSilo.</summary>
/// <param name="Access">What the request may enter, or null.</param>
/// <param name="ApiState">Whose modes govern the answer.</param>
/// <param name="Status">Without access: the status to refuse with.</param>
/// <param name="NoKey">Whether the request carries no key at all.</param>
/// <param name="InBody">Without access: whether only the body of the refusal tells.</param>
internal readonly record struct AuthenticationResult(Access? Access, ApiState ApiState, int Status = 0, bool NoKey = false, bool InBody = false)
{
    public static AuthenticationResult Of(ApiPlan plan, SimulatedRequest request, Silos silos, Silo defaultSilo)
    {
        var credentials = plan.Dialect.Credentials(request);
        var home = defaultSilo.StateOf(plan.Contract);
        var access = Known(credentials, silos);
        var own = access?.Silo.StateOf(plan.Contract);
        var flags = plan.Authentication;
        return (credentials.Place, access) switch
        {
            (KeyLocation.None, _) => new(null, home, 401, NoKey: true),
            (KeyLocation.Url, null) => new(null, home, 401, NoKey: true),
            (KeyLocation.Url, not null) => Refuse(flags.UrlAccepted, flags.UrlForbidden),
            (KeyLocation.OtherScheme, _) => Refuse(flags.WrongSchemeAccepted, flags.WrongSchemeForbidden),
            (KeyLocation.Query, not null) when own!.Modes[flags.QueryRefused] => new(null, own, 401),
            (KeyLocation.Basic, not null) when own!.Modes[flags.BasicRefused] => new(null, own, 401),
            (_, not null) => Switched(new(access, own!), plan.Dialect.SwitchUser(request), flags),
            _ => Refuse(flags.WrongKeyAccepted, flags.WrongKeyForbidden) with { InBody = home.Modes[flags.WrongKeyInBody] },
        };

        // A known key that came the wrong way names its silo; its modes count as well as the defaultSilo's.
        AuthenticationResult Refuse(ModeFlag accepted, ModeFlag forbidden) =>
            home.Modes[accepted] || own?.Modes[accepted] == true
                ? new(access ?? new Access(defaultSilo, CanWrite: true), own ?? home)
                : new(null, own ?? home, home.Modes[forbidden] || own?.Modes[forbidden] == true ? 403 : 401);
    }

    // Whoever has all rights may act for another login of the silo: the logins are its keys.
    private static AuthenticationResult Switched(AuthenticationResult result, string? login, AuthenticationModes flags)
    {
        if (string.IsNullOrEmpty(login) || result.Access is not { } access)
            return result;
        var modes = result.ApiState.Modes;
        if (!access.CanWrite)
            return modes[flags.SwitchPlainRefused] ? result with { Access = null, Status = 412 } : result;
        foreach (var right in access.Silo.Settings.Keys)
        {
            if (right.Key == login)
                return result with { Access = new Access(access.Silo, right.CanWrite, right.CanRead) };
        }
        return modes[flags.SwitchUnknownIgnored] ? result
            : result with { Access = null, Status = modes[flags.SwitchUnknownNotFound] ? 404 : 412 };
    }

    private static Access? Known(Credentials credentials, Silos silos)
    {
        foreach (var key in credentials.Keys ?? [])
        {
            if (silos.Find(key) is { } access)
                return access;
        }
        return null;
    }
}
