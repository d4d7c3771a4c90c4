using Microsoft.AspNetCore.Builder;

namespace PlanisoContract.Tests.SensibleServers;

/// <summary>A backend with one defect, and the rules that must fail because of it.</summary>
/// <param name="Name">The defect's name.</param>
/// <param name="Map">The backend with it.</param>
/// <param name="Rules">Ids.</param>
internal sealed record Mistake(string Name, Func<TimeProvider, Action<WebApplication>> Map, string[] Rules)
{
    /// <summary>Whether all rules are judged at once, as a run does: other checks write meanwhile, and may hide it. One of each kind is enough.</summary>
    public bool InWholeRun { get; init; }

    /// <summary>Why the suite does not notice it yet, or null where it does.</summary>
    public string? Unnoticed { get; init; }

    public override string ToString() => Name;
}
