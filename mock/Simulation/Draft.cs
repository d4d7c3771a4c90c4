namespace PlanisoContract.Mock.Simulation;

/// <summary>What a request says of one record, read but not yet stored.</summary>
internal sealed class Draft
{
    private readonly Input.Members? _body;
    private Dictionary<string, string>? _linkedTexts;
    private List<Fault>? _faults;

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

    public IReadOnlyList<Fault> Faults => _faults ?? [];

    /// <summary>Unknown parameters to store; null where there are none.</summary>
    public Dictionary<string, Verbatim>? Unknown { get; private set; }

    /// <summary>What is said of linked records, by the index of the linking field; null where nothing is.</summary>
    public Dictionary<int, Draft>? Linked { get; private set; }

    /// <summary>In a linked one: the record that is there already and is taken for it; null where there is none.</summary>
    public Record? Existing { get; set; }

    public bool IsSent(FieldPlan field) => Names[field.Index] is not null;

    /// <summary>The text that was sent under a name, for a message to repeat; null where there is none.</summary>
    public string? Text(string name) => _linkedTexts?.GetValueOrDefault(name)
        ?? (_body?[name] is Input.Scalar { IsText: true } sent ? sent.Text : null);

    /// <summary>Notes a text that was sent for a linked record.</summary>
    public void AddLinkedText(string name, string text) => (_linkedTexts ??= [])[name] = text;

    public void AddUnknown(string name, Verbatim value) => (Unknown ??= [])[name] = value;

    /// <summary>Where to put what is said of a linked record.</summary>
    public Draft LinkedBy(FieldPlan link)
    {
        Linked ??= [];
        if (!Linked.TryGetValue(link.Index, out var linked))
            Linked[link.Index] = linked = new Draft(link.Target!);
        return linked;
    }

    /// <summary>The name to call a field by in a message.</summary>
    public string NameOf(FieldPlan field) => Names[field.Index] ?? field.Field.References?.Input ?? field.Field.InputName;

    public void Fail(string name, string message, int status = 400) => Add(new Fault(name, message, status));

    /// <summary>Takes back what is wrong with a value, for another one counts.</summary>
    public void Forgive(string? name)
    {
        if (_faults is not null)
            Forgive(_faults, name);
    }

    /// <summary>Takes back all that is wrong.</summary>
    public void ForgiveAll() => _faults = null;

    /// <summary>Says that a field was not sent.</summary>
    public void Demand(string name) => Add(new Fault(name, "It is required.") { Missing = true });

    public void Add(Fault fault) => (_faults ??= []).Add(fault);

    /// <summary>Says of a value what was expected and what came; never what came for a secret.</summary>
    public void Fail(FieldPlan field, string name, Coerced coerced, Input? actual) =>
        Add(new Fault(name, $"Expected {coerced.Expected}, got {(field.Secret ? "something else" : Describe(actual))}.", coerced.Status)
        {
            Missing = coerced.IsMissing,
        });

    // Apart, so that most values make no closure.
    private static void Forgive(List<Fault> faults, string? name) => faults.RemoveAll(fault => fault.Name == name);

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
