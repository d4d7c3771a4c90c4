using PlanisoContract.Mock.Dialects;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>The modes of keys.</summary>
internal sealed class DoorGates(GatesAt api)
{
    public Gate WrongKeyForbidden { get; } = api[Behaviors.WrongKey, "forbidden"];
    public Gate WrongKeyInBody { get; } = api[Behaviors.WrongKey, "in-body"];
    public Gate WrongKeyAccepted { get; } = api[Behaviors.WrongKey, "accepted"];
    public Gate WrongSchemeForbidden { get; } = api[Behaviors.WrongScheme, "forbidden"];
    public Gate WrongSchemeAccepted { get; } = api[Behaviors.WrongScheme, "accepted"];
    public Gate UrlForbidden { get; } = api[Behaviors.KeyInUrl, "forbidden"];
    public Gate UrlAccepted { get; } = api[Behaviors.KeyInUrl, "accepted"];
    public Gate QueryRefused { get; } = api[Behaviors.KeyInQuery, "refused"];
    public Gate BasicRefused { get; } = api[Behaviors.KeyInBasic, "refused"];
    public Gate SwitchUnknownIgnored { get; } = api[Behaviors.SwitchUserUnknown, "ignored"];
    public Gate SwitchUnknownNotFound { get; } = api[Behaviors.SwitchUserUnknown, "not-found"];
    public Gate SwitchPlainRefused { get; } = api[Behaviors.SwitchUserPlain, "precondition-failed"];
}

/// <summary>The modes of who may carry out one operation.</summary>
internal sealed class AdmissionGates(GatesAt at)
{
    public Gate NoKeyForbidden { get; } = at[Behaviors.KeyRequired, "forbidden"];
    public Gate NoKeyInBody { get; } = at[Behaviors.KeyRequired, "in-body"];
    public Gate NoKeyAccepted { get; } = at[Behaviors.KeyRequired, "accepted"];
    public Gate NoRightUnauthorized { get; } = at[Behaviors.Permission, "unauthorized"];
    public Gate NoRightInBody { get; } = at[Behaviors.Permission, "in-body"];
    public Gate NoRightExecuted { get; } = at[Behaviors.Permission, "executed"];
    public Gate NoReadUnauthorized { get; } = at[Behaviors.ReadPermission, "unauthorized"];
    public Gate NoReadExecuted { get; } = at[Behaviors.ReadPermission, "executed"];
}

/// <summary>Who stands at the door.</summary>
/// <param name="Access">What the request may enter, or null.</param>
/// <param name="World">Whose modes govern the answer.</param>
/// <param name="Status">Without access: the status to refuse with.</param>
/// <param name="NoKey">Whether the request carries no key at all.</param>
/// <param name="InBody">Without access: whether only the body of the refusal tells.</param>
internal readonly record struct Visitor(Access? Access, World World, int Status = 0, bool NoKey = false, bool InBody = false)
{
    public static Visitor Of(ApiPlan plan, SimulatedRequest request, Silos silos, Silo door)
    {
        var credentials = plan.Dialect.Credentials(request);
        var home = door.WorldOf(plan.Contract);
        var access = Known(credentials, silos);
        var own = access?.Silo.WorldOf(plan.Contract);
        var gates = plan.Doors;
        return (credentials.Place, access) switch
        {
            (KeyPlace.None, _) => new(null, home, 401, NoKey: true),
            (KeyPlace.Url, null) => new(null, home, 401, NoKey: true),
            (KeyPlace.Url, not null) => Refuse(gates.UrlAccepted, gates.UrlForbidden),
            (KeyPlace.OtherScheme, _) => Refuse(gates.WrongSchemeAccepted, gates.WrongSchemeForbidden),
            (KeyPlace.Query, not null) when own!.Modes[gates.QueryRefused] => new(null, own, 401),
            (KeyPlace.Basic, not null) when own!.Modes[gates.BasicRefused] => new(null, own, 401),
            (_, not null) => Switched(new(access, own!), plan.Dialect.ActsAs(request), gates),
            _ => Refuse(gates.WrongKeyAccepted, gates.WrongKeyForbidden) with { InBody = home.Modes[gates.WrongKeyInBody] },
        };

        // A known key that came the wrong way names its silo; its modes count as well as the door's.
        Visitor Refuse(Gate accepted, Gate forbidden) =>
            home.Modes[accepted] || own?.Modes[accepted] == true
                ? new(access ?? new Access(door, CanWrite: true), own ?? home)
                : new(null, own ?? home, home.Modes[forbidden] || own?.Modes[forbidden] == true ? 403 : 401);
    }

    // Whoever has all rights may act for another login of the silo: the logins are its keys.
    private static Visitor Switched(Visitor visitor, string? login, DoorGates gates)
    {
        if (string.IsNullOrEmpty(login) || visitor.Access is not { } access)
            return visitor;
        var modes = visitor.World.Modes;
        if (!access.CanWrite)
            return modes[gates.SwitchPlainRefused] ? visitor with { Access = null, Status = 412 } : visitor;
        foreach (var right in access.Silo.Settings.Keys)
        {
            if (right.Key == login)
                return visitor with { Access = new Access(access.Silo, right.CanWrite, right.CanRead) };
        }
        return modes[gates.SwitchUnknownIgnored] ? visitor
            : visitor with { Access = null, Status = modes[gates.SwitchUnknownNotFound] ? 404 : 412 };
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
