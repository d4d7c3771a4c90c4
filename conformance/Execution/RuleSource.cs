using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution;

/// <summary>Gives NUnit the rules to judge.</summary>
internal interface IRuleSource
{
    IEnumerable<RuleCase> Cases { get; }

    /// <summary>Why none of them is judged, with the way out; null where they are.</summary>
    string? Skipped => null;

    /// <summary>What must come after all rules, or null.</summary>
    Func<Task>? End => null;
}

/// <summary>One test.</summary>
/// <param name="Api">The name of the contract.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Judge">Judges it, and tells NUnit the verdict.</param>
/// <param name="IsLast">Whether it must be judged after all others, while no other check writes.</param>
internal sealed record RuleCase(string Api, Rule Rule, Func<Rule, Task> Judge, bool IsLast);

/// <summary>
/// Where the fixtures find their rules. NUnit makes fixtures itself and asks their static sources for the cases, on the thread that
/// loads them; so a program's run passes its rules along the flow of calls, and two runs never meet. Without one it is a test host.
/// </summary>
internal static class RuleSource
{
    private static readonly AsyncLocal<IRuleSource?> _used = new();

    /// <summary>The run of the test host, begun with its first test.</summary>
    public static TestHostRun Host { get; } = new(Environment.GetEnvironmentVariable);

    public static IRuleSource Current => _used.Value ?? Host;

    /// <summary>From here on, in this flow of calls.</summary>
    public static void Use(IRuleSource source) => _used.Value = source;
}
