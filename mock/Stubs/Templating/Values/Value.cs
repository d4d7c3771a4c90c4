namespace PlanisoContract.Mock.Stubs.Templating.Values;

/// <summary>A value that has members of its own making. Nothing else that a template reaches has any: no property of a .NET type is one.</summary>
internal interface IHasMembers
{
    bool TryGet(string name, out object? value);
}

/// <summary>A value that knows its own text.</summary>
internal interface IHasText
{
    string Text { get; }
}

/// <summary>A value that JSON shows as another one.</summary>
internal interface IHasJson
{
    object? Json { get; }
}

/// <summary>Names and values in their order: a Java map.</summary>
internal class TemplateMap(StringComparer? names = null) : OrderedDictionary<string, object?>(names ?? StringComparer.Ordinal);

/// <summary>What <c>jsonPath</c> finds where it is an object: its text is JSON, in lines and without the members that are null.</summary>
internal sealed class JsonMap : TemplateMap, IHasText
{
    public JsonMap(TemplateMap members)
    {
        foreach (var (name, value) in members)
            Add(name, value);
    }

    public string Text => JsonWriting.Pretty(this);
}

/// <summary>Values in their order: a Java list.</summary>
internal class TemplateList : List<object?>
{
    public TemplateList()
    {
    }

    public TemplateList(IEnumerable<object?> items) : base(items)
    {
    }
}

/// <summary>A list out of a JSON document that <c>jsonPath</c> read: its text is JSON in one line.</summary>
internal sealed class JsonList : TemplateList, IHasText
{
    public string Text => JsonWriting.Compact(this, escapesSlash: true);
}

/// <summary>One value or several, as of a query parameter or a header: its text is the first, and its items are all.</summary>
internal class OneOrMany : TemplateList, IHasText, IHasMembers, IHasJson
{
    public OneOrMany(IEnumerable<object?> items) : base(items)
    {
    }

    public virtual string Text => Count == 0 ? "" : ValueText.Of(this[0]);

    public virtual object? Json => Count == 1 ? this[0] : new TemplateList(this);

    public virtual bool TryGet(string name, out object? value)
    {
        value = name switch { "first" => this.FirstOrDefault(), "last" => this.LastOrDefault(), _ => null };
        return value is not null;
    }
}

/// <summary>A text that is no Java string: it is never equal to one (<c>{{eq request.method 'GET'}}</c> is false in WireMock).</summary>
internal sealed class NamedText(string text) : IHasText, IHasJson
{
    public string Text => text;

    public object Json => text;
}
