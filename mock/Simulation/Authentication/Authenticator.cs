using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Authentication;

/// <summary>The first step: by its key, which silo a request acts on, with which rights.</summary>
internal sealed class Authenticator(ApiPlan plan, ICredentialReader dialect)
{
    private readonly ModeFlag _wrongKeyForbidden = plan.Rules[Behaviors.WrongKey, "forbidden"];
    private readonly ModeFlag _wrongKeyInBody = plan.Rules[Behaviors.WrongKey, "in-body"];
    private readonly ModeFlag _wrongKeyAccepted = plan.Rules[Behaviors.WrongKey, "accepted"];
    private readonly ModeFlag _wrongSchemeForbidden = plan.Rules[Behaviors.WrongScheme, "forbidden"];
    private readonly ModeFlag _wrongSchemeAccepted = plan.Rules[Behaviors.WrongScheme, "accepted"];
    private readonly ModeFlag _urlForbidden = plan.Rules[Behaviors.KeyInUrl, "forbidden"];
    private readonly ModeFlag _urlAccepted = plan.Rules[Behaviors.KeyInUrl, "accepted"];
    private readonly ModeFlag _queryRefused = plan.Rules[Behaviors.KeyInQuery, "refused"];
    private readonly ModeFlag _basicRefused = plan.Rules[Behaviors.KeyInBasic, "refused"];
    private readonly ModeFlag _cookieRefused = plan.Rules[Behaviors.KeyInCookie, "refused"];
    private readonly UserSwitch _switch = new(plan);

    /// <param name="request">The request.</param>
    /// <param name="silos">Where keys are looked up.</param>
    /// <param name="defaultSilo">The silo whose modes govern requests without a valid key.</param>
    public AuthenticationResult Authenticate(SimulatedRequest request, Silos silos, Silo defaultSilo)
    {
        var credentials = dialect.Credentials(request);
        var defaultState = defaultSilo.StateOf(plan.Contract);
        var access = AccessOf(credentials, silos);
        var own = access?.Silo.StateOf(plan.Contract);
        // An API without keys is open to all; one of a silo leads there all the same.
        if (plan.Contract.SecuritySchemes.IsEmpty)
            return new(access ?? new Access(defaultSilo, CanWrite: true), own ?? defaultState);
        return (credentials.Location, access) switch
        {
            (KeyLocation.None, _) => new(null, defaultState, 401, NoKey: true),
            (KeyLocation.Url, null) => new(null, defaultState, 401, NoKey: true),
            (KeyLocation.Url, not null) => Misplaced(_urlAccepted, _urlForbidden),
            (KeyLocation.OtherScheme, _) => Misplaced(_wrongSchemeAccepted, _wrongSchemeForbidden),
            (KeyLocation.Query, not null) when own!.Modes[_queryRefused] => new(null, own, 401),
            (KeyLocation.Basic, not null) when own!.Modes[_basicRefused] => new(null, own, 401),
            (KeyLocation.Cookie, not null) when own!.Modes[_cookieRefused] => new(null, own, 401),
            (_, not null) => _switch.Apply(new(access, own!), dialect.SwitchUser(request)),
            _ => Misplaced(_wrongKeyAccepted, _wrongKeyForbidden) with { InBody = defaultState.Modes[_wrongKeyInBody] },
        };

        // A known key in the wrong place still names its silo, whose modes count as well as those of the default silo.
        AuthenticationResult Misplaced(ModeFlag accepted, ModeFlag forbidden) =>
            defaultState.Modes[accepted] || own?.Modes[accepted] == true
                ? new(access ?? new Access(defaultSilo, CanWrite: true), own ?? defaultState)
                : new(null, own ?? defaultState, defaultState.Modes[forbidden] || own?.Modes[forbidden] == true ? 403 : 401);
    }

    private static Access? AccessOf(Credentials credentials, Silos silos)
    {
        foreach (var key in credentials.Keys ?? [])
        {
            if (silos.Find(key) is { } access)
                return access;
        }
        return null;
    }
}
