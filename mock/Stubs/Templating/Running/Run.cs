using PlanisoContract.Mock.Stubs.Templating.Syntax;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Running;

/// <summary>One rendering of one template: its variables, and how much it may still do.</summary>
internal sealed class Run(TemplateSettings settings, TemplateTables tables, object root)
{
    /// <summary>How many values a rendering may look up or make, so that no template runs forever.</summary>
    public const int StepLimit = 200_000;

    /// <summary>How many characters a rendering may write or hold at once.</summary>
    public const int LengthLimit = 16 * 1024 * 1024;

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
        if ((_steps += steps) > StepLimit || steps > StepLimit)
            throw new TemplateException($"A template may do {StepLimit} steps, and this one goes on: use a smaller range, or fewer loops in each other.");
    }

    /// <summary>Counts what is written or made.</summary>
    public string Spend(string text)
    {
        if ((_length += text.Length) > LengthLimit)
            throw new TemplateException($"A template may write {LengthLimit} characters, and this one writes more.");
        return text;
    }
}
