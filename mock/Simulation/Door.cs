using PlanisoContract.Mock.Dialects;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>The modes of keys.</summary>
internal sealed class DoorGates(GatesAt api)
{
    public Gate WrongKeyForbidden { get; } = api[Behaviors.WrongKey, "forbidden"];
    public Gate WrongKeyAccepted { get; } = api[Behaviors.WrongKey, "accepted"];
    public Gate WrongSchemeForbidden { get; } = api[Behaviors.WrongScheme, "forbidden"];
    public Gate WrongSchemeAccepted { get; } = api[Behaviors.WrongScheme, "accepted"];
    public Gate UrlForbidden { get; } = api[Behaviors.KeyInUrl, "forbidden"];
    public Gate UrlAccepted { get; } = api[Behaviors.KeyInUrl, "accepted"];
}

/// <summary>Who stands at the door.</summary>
/// <param name="Access">What the request may enter, or null.</param>
/// <param name="World">Whose modes govern the answer.</param>
/// <param name="Status">Without access: the status to refuse with.</param>
/// <param name="NoKey">Whether the request carries no key at all.</param>
internal readonly record struct Visitor(Access? Access, World World, int Status = 0, bool NoKey = false)
{
    public static Visitor Of(ApiPlan plan, SimulatedRequest request, Silos silos, Silo door)
    {
        var credentials = plan.Dialect.Credentials(request);
        var home = door.WorldOf(plan.Contract);
        var access = Known(credentials, silos);
        var gates = plan.Doors;
        return (credentials.Place, access) switch
        {
            (KeyPlace.Proper, not null) => new(access, access.Silo.WorldOf(plan.Contract)),
            (KeyPlace.Proper, null) => Refuse(null, home, home.Modes, gates.WrongKeyAccepted, gates.WrongKeyForbidden, door),
            (KeyPlace.OtherScheme, _) => Refuse(access, home, home.Modes, gates.WrongSchemeAccepted, gates.WrongSchemeForbidden, door),
            (KeyPlace.Url, not null) => Refuse(access, home, home.Modes, gates.UrlAccepted, gates.UrlForbidden, door),
            _ => new(null, home, 401, NoKey: true),
        };

        Visitor Refuse(Access? known, World home, Modes modes, Gate accepted, Gate forbidden, Silo door)
        {
            // A known key that came the wrong way names its silo; its modes count as well as the door's.
            var own = known?.Silo.WorldOf(plan.Contract);
            if (modes[accepted] || own?.Modes[accepted] == true)
                return new(known ?? new Access(door, CanWrite: true), own ?? home);
            return new(null, own ?? home, modes[forbidden] || own?.Modes[forbidden] == true ? 403 : 401);
        }
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
