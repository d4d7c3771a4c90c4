using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Binding.Conversion;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>What a request says of one record, bound but not yet stored.</summary>
internal sealed class BoundRecord
{
    private readonly BodyValue.Members? _body;
    private Dictionary<string, string>? _linkedTexts;
    private List<FieldError>? _errors;

    /// <param name="resource">Of the record.</param>
    /// <param name="body">What the request says; null where it says nothing, or this is a part of it.</param>
    public BoundRecord(ResourcePlan resource, BodyValue.Members? body = null)
    {
        Resource = resource;
        _body = body;
        Values = new object?[resource.Fields.Length];
        Array.Fill(Values, Sentinel.NotSent);
        Names = new string?[resource.Fields.Length];
    }

    public ResourcePlan Resource { get; }

    /// <summary>By the field's index; <see cref="Sentinel.NotSent"/> where there is nothing to store.</summary>
    public object?[] Values { get; }

    /// <summary>The name under which a field was sent, by its index; null where it was not.</summary>
    public string?[] Names { get; }

    public IReadOnlyList<FieldError> Errors => _errors ?? [];

    /// <summary>Unknown parameters to store; null where there are none.</summary>
    public Dictionary<string, RawJson>? Unknown { get; private set; }

    /// <summary>What is said of linked records, by the index of the linking field; null where nothing is.</summary>
    public Dictionary<int, BoundRecord>? Linked { get; private set; }

    /// <summary>In a linked one: the existing record to link in its place; null where there is none.</summary>
    public Record? Existing { get; set; }

    public bool IsSent(FieldPlan field) => Names[field.Index] is not null;

    /// <summary>The text that was sent under a name, for a message to repeat; null where there is none.</summary>
    public string? Text(string name) => _linkedTexts?.GetValueOrDefault(name)
        ?? (_body?[name] is BodyValue.Scalar { IsText: true } sent ? sent.Text : null);

    /// <summary>Notes a text that was sent for a linked record.</summary>
    public void AddLinkedText(string name, string text) => (_linkedTexts ??= [])[name] = text;

    public void AddUnknown(string name, RawJson value) => (Unknown ??= [])[name] = value;

    /// <summary>Where to put what is said of a linked record.</summary>
    public BoundRecord LinkedBy(FieldPlan link)
    {
        Linked ??= [];
        if (!Linked.TryGetValue(link.Index, out var linked))
            Linked[link.Index] = linked = new BoundRecord(link.Target!);
        return linked;
    }

    /// <summary>The name to call a field by in a message.</summary>
    public string NameOf(FieldPlan field) => Names[field.Index] ?? field.Field.References?.Input ?? field.Field.InputName;

    public void AddError(string name, string message, int status = 400) => AddError(new FieldError(name, message, status));

    /// <summary>Removes what is wrong with a value, when another one counts.</summary>
    public void RemoveErrors(string? name)
    {
        if (_errors is not null)
            RemoveErrors(_errors, name);
    }

    /// <summary>Removes all that is wrong.</summary>
    public void ClearErrors() => _errors = null;

    /// <summary>Says that a field was not sent.</summary>
    public void AddMissing(string name) => AddError(new FieldError(name, "It is required.") { Missing = true });

    public void AddError(FieldError error) => (_errors ??= []).Add(error);

    /// <summary>Says of a value what was expected and what came; never what came for a secret.</summary>
    public void AddError(FieldPlan field, string name, ConvertedValue converted, BodyValue? actual) =>
        AddError(new FieldError(name, $"Expected {converted.Expected}, got {(field.Secret ? "something else" : Describe(actual))}.", converted.Status)
        {
            Missing = converted.IsMissing,
        });

    // Apart, so that most values make no closure.
    private static void RemoveErrors(List<FieldError> errors, string? name) => errors.RemoveAll(error => error.Name == name);

    private static string Describe(BodyValue? input) => input switch
    {
        null => "nothing",
        BodyValue.Members => "an object",
        BodyValue.Items => "a list",
        BodyValue.Scalar { Kind: BodyValueKind.Form or BodyValueKind.Text, Text: "" } => "an empty text",
        BodyValue.Scalar { IsText: true } text => $"\"{Short(text.Text)}\"",
        BodyValue.Scalar scalar => Short(scalar.Text),
        _ => "something else",
    };

    private static string Short(string text) =>
        text.Length <= 60 ? text : text[..(char.IsHighSurrogate(text[59]) ? 59 : 60)] + "…";
}
