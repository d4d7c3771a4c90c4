using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Models;

/// <summary>A path: its text is the whole, its items are the segments, and its members are the variables of the stub's path template.</summary>
internal sealed class PathModel : OneOrMany
{
    private readonly string _text;
    private readonly IReadOnlyDictionary<string, string> _variables;

    private PathModel(string text, IEnumerable<string> segments, IReadOnlyDictionary<string, string> variables) : base(segments)
    {
        _text = text;
        _variables = variables;
    }

    public override string Text => _text;

    public override object Json => _variables.Count == 0 ? new TemplateList(this) : WithVariables();

    /// <summary>The path of a request; behind a template it is shown as sent, otherwise decoded.</summary>
    public static PathModel Of(string path, IReadOnlyDictionary<string, string> variables)
    {
        if (variables.Count == 0)
            path = Uri.UnescapeDataString(path);
        return new PathModel(path, path.Split('/', StringSplitOptions.RemoveEmptyEntries), variables);
    }

    public override bool TryGet(string name, out object? value)
    {
        if (!_variables.TryGetValue(name, out var variable))
            return base.TryGet(name, out value);
        value = variable;
        return true;
    }

    private TemplateMap WithVariables()
    {
        var json = new TemplateMap();
        for (var index = 0; index < Count; index++)
            json[index.ToString(System.Globalization.CultureInfo.InvariantCulture)] = this[index];
        foreach (var (name, value) in _variables)
            json[name] = value;
        return json;
    }
}
