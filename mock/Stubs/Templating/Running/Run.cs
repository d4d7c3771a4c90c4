using System.Diagnostics;
using PlanisoContract.Mock.Stubs.Templating.Syntax;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Running;

/// <summary>One rendering of one template: its variables, and how much it may still do.</summary>
internal sealed class Run(TemplateSettings settings, TemplateTables tables, object root)
{
    /// <summary>How many values a rendering may look up or make, so that no template runs forever.</summary>
    public const int StepLimit = 200_000;

    /// <summary>How deep lists may stand in each other; a document of JSON may be as deep on its own.</summary>
    private const int DepthLimit = 500;

    /// <summary>How many characters a rendering may write or hold at once.</summary>
    public const int LengthLimit = 16 * 1024 * 1024;

    /// <summary>How long it may take: far more than any template needs.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    private readonly long _start = Stopwatch.GetTimestamp();
    private int _steps;
    private long _length;

    public TemplateSettings Settings => settings;

    public TemplateTables Tables => tables;

    /// <summary>What the outermost scope sees: <c>@root</c>.</summary>
    public object Root => root;

    /// <summary>What <c>assign</c>, <c>val</c> and their like keep; the same for all scopes.</summary>
    public TemplateMap Variables { get; } = [];

    /// <summary>Counts what is done; a rendering that does too much ends here.</summary>
    public void Step(int steps = 1)
    {
        if (steps > StepLimit || (_steps += steps) > StepLimit)
            throw new TemplateException($"A template may do {StepLimit} steps, and this one goes on: use a smaller range, or fewer loops in each other.");
        if (Stopwatch.GetElapsedTime(_start) > TimeLimit)
            throw new TemplateException($"A template may take {TimeLimit.TotalSeconds} seconds, and this one goes on: use simpler expressions, or fewer loops in each other.");
    }

    /// <summary>Counts characters that are written or held.</summary>
    public void Spend(long length)
    {
        if ((_length += length) > LengthLimit)
            throw new TemplateException($"A template may make {LengthLimit} characters, and this one makes more.");
    }

    /// <summary>Counts a text that is handed on.</summary>
    public T Spent<T>(T value)
    {
        if (value is string text)
            Spend(text.Length);
        return value;
    }

    /// <summary>Counts a list with all that is in it: one that holds itself many times over would be endless as text.</summary>
    public TemplateList Spent(TemplateList list)
    {
        Weigh(list, 0);
        return list;
    }

    private void Weigh(object? value, int depth)
    {
        if (depth > DepthLimit)
            throw new TemplateException($"A template may make lists {DepthLimit} deep, and this one makes deeper ones.");
        Step();
        Spent(value);
        foreach (var inner in value switch { TemplateList list => list, TemplateMap map => map.Values, _ => (IEnumerable<object?>)[] })
            Weigh(inner, depth + 1);
    }
}
