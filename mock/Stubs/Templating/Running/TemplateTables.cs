using System.Collections.Immutable;
using PlanisoContract.Mock.Stubs.Templating.Syntax;

namespace PlanisoContract.Mock.Stubs.Templating.Running;

/// <summary>A helper's call in a template.</summary>
/// <param name="Helper">What is called.</param>
/// <param name="At">Where, for messages.</param>
/// <param name="Arguments">How many of the values are arguments; the options follow.</param>
/// <param name="Options">The names of the options.</param>
/// <param name="Names">Block parameters.</param>
internal sealed record CallSite(TemplateHelper Helper, Position At, int Arguments, ImmutableArray<string> Options, ImmutableArray<string> Names);

/// <summary>What a template holds, by number: what is handed to Handlebars.Net names only the numbers.</summary>
internal sealed class TemplateTables
{
    public List<string> Texts { get; } = [];

    public List<object?> Literals { get; } = [];

    public List<TemplatePath> Paths { get; } = [];

    public List<CallSite> Calls { get; } = [];
}
