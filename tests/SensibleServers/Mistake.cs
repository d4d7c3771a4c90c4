namespace PlanisoContract.Tests.SensibleServers;

/// <summary>A defect of a backend, and the rules that must fail because of it.</summary>
/// <typeparam name="TDefect">The backend's defects.</typeparam>
/// <param name="Defect">The defect.</param>
/// <param name="Rules">Ids.</param>
internal sealed record Mistake<TDefect>(TDefect Defect, params string[] Rules) where TDefect : struct, Enum
{
    /// <summary>Whether all rules are judged at once, as a run does: other checks write meanwhile, and may hide it. One of each kind is enough.</summary>
    public bool InWholeRun { get; init; }

    public override string ToString() => $"{Defect}";
}
