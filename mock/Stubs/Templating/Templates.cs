using System.Collections.Concurrent;
using HandlebarsDotNet;
using PlanisoContract.Mock.Stubs.Templating.Models;
using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Syntax;

namespace PlanisoContract.Mock.Stubs.Templating;

/// <summary>Handlebars templates (wiremock.org, "Response Templating"), compiled once each. Safe for many threads.</summary>
/// <param name="settings">The clock, random values, and what of the environment templates may read.</param>
/// <param name="limit">How many compiled templates are kept.</param>
internal sealed class Templates(TemplateSettings settings, int limit = 2_000)
{
    private readonly ConcurrentDictionary<string, Lazy<CompiledTemplate>> _compiled = new(StringComparer.Ordinal);
    private readonly Lazy<Engine> _engine = new();

    /// <summary>How many compiled templates are kept.</summary>
    public int Kept => _compiled.Count;

    /// <summary>The text with its template carried out.</summary>
    /// <param name="template">Handlebars.</param>
    /// <param name="model">What the template sees.</param>
    /// <exception cref="TemplateException">The template cannot be read or carried out; the message is for the client.</exception>
    public string Render(string template, TemplateModel model)
    {
        // As WireMock: only what stands from the first tag to the last is read, and places in messages count from there.
        var first = template.IndexOf("{{", StringComparison.Ordinal);
        var last = template.LastIndexOf("}}", StringComparison.Ordinal);
        if (first < 0 || last < first)
            return template;
        var compiled = Compiled(template[first..(last + 2)]);
        var run = new Run(settings, compiled.Tables, RootModel.Of(model, settings.Random));
        return string.Concat(template.AsSpan(0, first), Carried(compiled, run), template.AsSpan(last + 2));
    }

    private static string Carried(CompiledTemplate compiled, Run run)
    {
        try
        {
            return compiled.Handlebars(new Scope(run, run.Root));
        }
        catch (HandlebarsException wrapped) when (wrapped.InnerException is TemplateException inner)
        {
            throw inner;
        }
    }

    private CompiledTemplate Compiled(string text)
    {
        if (_compiled.TryGetValue(text, out var known))
            return known.Value;
        // Beyond the limit the oldest would be best; any is good enough, for what is asked for often comes back.
        if (_compiled.Count >= limit && _compiled.Keys.FirstOrDefault() is { } other)
            _compiled.TryRemove(other, out _);
        return _compiled.GetOrAdd(text, static (key, engine) => new Lazy<CompiledTemplate>(() => engine.Value.Compile(key)), _engine).Value;
    }
}

/// <summary>What a template sees.</summary>
/// <param name="Request">As <c>request</c>.</param>
/// <param name="Stub">The stub that answers: its path template gives <c>request.path.NAME</c>, its response's transformerParameters are <c>parameters</c>.</param>
internal sealed record TemplateModel(StubRequest Request, StubMapping Stub);
