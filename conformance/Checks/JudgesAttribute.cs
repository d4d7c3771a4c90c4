namespace PlanisoContract.Conformance.Checks;

/// <summary>Registers a method as the check of behaviors; <see cref="CheckCatalog"/> collects all of them.</summary>
/// <param name="behaviors">Names of fields of <see cref="Spec.Behaviors"/>.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class JudgesAttribute(params string[] behaviors) : Attribute
{
    public string[] Behaviors => behaviors;

    /// <summary>
    /// Whether the check judges by the records that are there: a run that may not write takes it in place of the behavior's
    /// other check. A behavior without one is judged by the same check in both modes.
    /// </summary>
    public bool WithoutWriting { get; init; }

    /// <summary>
    /// Whether the check is only sure of what it sees while no other check writes, so that it runs after all others. A list that
    /// lacks its newest record lacks somebody else's while others create, and totals move.
    /// </summary>
    public bool Exclusive { get; init; }
}
