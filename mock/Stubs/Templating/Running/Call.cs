using PlanisoContract.Mock.Stubs.Templating.Syntax;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Running;

/// <summary>A helper: takes what it is given and returns what it makes, in a tag as in a block.</summary>
internal delegate object? TemplateHelper(Call call);

/// <summary>What a helper is given.</summary>
internal readonly struct Call(CallSite site, Scope scope, object?[] values, IBlock? block = null)
{
    public Scope Scope => scope;

    public Run Run => scope.Run;

    public CallSite Site => site;

    /// <summary>The first argument; without any, the value of the scope, as in Handlebars.java.</summary>
    public object? Subject => site.Arguments > 0 ? values[0] : scope.Model;

    public bool HasSubject => site.Arguments > 0;

    /// <summary>How many arguments follow the first.</summary>
    public int Count => Math.Max(0, site.Arguments - 1);

    /// <summary>The arguments after the first, from 0; null where there is none.</summary>
    public object? this[int index] => index < Count ? values[index + 1] : null;

    public IEnumerable<object?> Rest => values.Skip(1).Take(Count);

    public IEnumerable<object?> All => values.Take(site.Arguments);

    /// <summary>What stands after <c>name=</c>; null where it does not stand.</summary>
    public object? Option(string name)
    {
        var index = site.Options.IndexOf(name);
        return index < 0 ? null : values[site.Arguments + index];
    }

    public bool IsTrue(string option) => Option(option) is true;

    /// <summary>An option that must be of one type; another is a fault.</summary>
    public T Option<T>(string name, T otherwise) => Option(name) switch
    {
        null => otherwise,
        T value => value,
        var other => throw Casts.Fault(other, ValueText.ClassOf(otherwise!)),
    };

    /// <summary>An argument that must be a text; another is a fault.</summary>
    public string? Text(int index) => this[index] switch
    {
        null => null,
        string text => text,
        IHasText own and not (RenderableDate or BigDecimal) => own.Text,
        var other => throw Casts.Fault(other, "java.lang.String"),
    };

    /// <summary>The subject as text; a fault where it is null.</summary>
    public string Required(string name = "context") =>
        Subject is { } subject ? ValueText.Of(subject) : throw HelperFault.Null("Object.toString()", name);

    /// <summary>Whether the helper has a block.</summary>
    public bool IsBlock => block is not null;

    /// <summary>The block, carried out; for another scope where one is given. Empty without a block.</summary>
    public string Body(Scope? inner = null) => block?.Body(inner ?? scope) ?? "";

    /// <summary>What follows <c>{{else}}</c>.</summary>
    public string Otherwise() => block?.Otherwise(scope) ?? "";

    /// <summary>The body of a block, otherwise the subject as text: for helpers that take either.</summary>
    public string BodyOrSubject() => IsBlock ? Body() : Required();
}

/// <summary>The inside of a block.</summary>
internal interface IBlock
{
    string Body(Scope scope);

    string Otherwise(Scope scope);
}
