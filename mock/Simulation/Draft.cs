namespace PlanisoContract.Mock.Simulation;

/// <summary>What a request says of one record, read but not yet stored.</summary>
internal sealed class Draft
{
    private readonly Input.Members? _body;
    private Dictionary<string, string>? _linkedTexts;

    /// <param name="resource">Of the record.</param>
    /// <param name="body">What the request says; null where it says nothing, or this is a part of it.</param>
    public Draft(ResourcePlan resource, Input.Members? body = null)
    {
        Resource = resource;
        _body = body;
        Values = new object?[resource.Fields.Length];
        Array.Fill(Values, Mark.NotSent);
        Names = new string?[resource.Fields.Length];
    }

    public ResourcePlan Resource { get; }

    /// <summary>By the field's index; <see cref="Mark.NotSent"/> where there is nothing to store.</summary>
    public object?[] Values { get; }

    /// <summary>The name under which a field was sent, by its index; null where it was not.</summary>
    public string?[] Names { get; }

    public List<Fault> Faults { get; } = [];

    /// <summary>Unknown parameters to store.</summary>
    public Dictionary<string, Verbatim> Unknown { get; } = [];

    /// <summary>What is said of linked records, by the index of the linking field.</summary>
    public Dictionary<int, Draft> Linked { get; } = [];

    /// <summary>In a linked one: the record that is there already and is taken for it; null where there is none.</summary>
    public Record? Existing { get; set; }

    public bool IsSent(FieldPlan field) => Names[field.Index] is not null;

    /// <summary>The text that was sent under a name, for a message to repeat; null where there is none.</summary>
    public string? Text(string name) => _linkedTexts?.GetValueOrDefault(name)
        ?? (_body?[name] is Input.Scalar { IsText: true } sent ? sent.Text : null);

    /// <summary>Notes a text that was sent for a linked record.</summary>
    public void AddLinkedText(string name, string text) => (_linkedTexts ??= [])[name] = text;

    /// <summary>The name to call a field by in a message.</summary>
    public string NameOf(FieldPlan field) => Names[field.Index] ?? field.Field.References?.Input ?? field.Field.InputName;

    public void Fail(string name, string message, int status = 400) => Faults.Add(new Fault(name, message, status));

    /// <summary>Takes back what is wrong with a value, for another one counts.</summary>
    public void Forgive(string? name)
    {
        if (Faults.Count > 0)
            Faults.RemoveAll(fault => fault.Name == name);
    }

    /// <summary>Says that a field was not sent.</summary>
    public void Demand(string name) => Faults.Add(new Fault(name, "It is required.") { Missing = true });

    /// <summary>Says of a value what was expected and what came; never what came for a secret.</summary>
    public void Fail(FieldPlan field, string name, Coerced coerced, Input? actual) =>
        Faults.Add(new Fault(name, $"Expected {coerced.Expected}, got {(field.Secret ? "something else" : Describe(actual))}.", coerced.Status)
        {
            Missing = coerced.IsMissing,
        });

    private static string Describe(Input? input) => input switch
    {
        null => "nothing",
        Input.Members => "an object",
        Input.Items => "a list",
        Input.Scalar { Kind: InputKind.Form or InputKind.Text, Text: "" } => "an empty text",
        Input.Scalar { IsText: true } text => $"\"{Short(text.Text)}\"",
        Input.Scalar scalar => Short(scalar.Text),
        _ => "something else",
    };

    private static string Short(string text) =>
        text.Length <= 60 ? text : text[..(char.IsHighSurrogate(text[59]) ? 59 : 60)] + "…";
}
