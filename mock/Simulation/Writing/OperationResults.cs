using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>Makes the results of one operation: its documented statuses with their documented messages, and the records that they show.</summary>
internal sealed class OperationResults
{
    private readonly int _status;
    private readonly int _code;
    private readonly bool _hasBody;
    private readonly ModeFlag _codeIsStatus;
    private readonly ModeFlag _noContent;
    private readonly ModeFlag _emptyOk;
    private readonly ModeFlag _accepted;
    private readonly FrozenDictionary<int, string> _messages;
    private readonly ConditionalWeakTable<Store, RecordWriter> _writers = [];

    public OperationResults(OperationPlan operation, IResponseWriter dialect)
    {
        Operation = operation;
        Schema = RecordSchema.Of(operation);
        var success = operation.Operation.Success;
        _status = success.Status;
        _code = dialect.CodeIn(success.Example) ?? _status;
        _hasBody = success.Schema is not null;
        _codeIsStatus = operation.Rules[Behaviors.Status, "plain"];
        _noContent = operation.Rules[Behaviors.Status, "no-content"];
        _emptyOk = operation.Rules[Behaviors.Status, "empty-ok"];
        _accepted = operation.Rules[Behaviors.Status, "accepted"];
        _messages = operation.Operation.Answers
            .Select(answer => KeyValuePair.Create(answer.Status, dialect.MessageIn(answer.Example)))
            .Where(message => message.Value is not null)
            .ToFrozenDictionary(message => message.Key, message => message.Value!);
    }

    public OperationPlan Operation { get; }

    /// <summary>How its answers show a record.</summary>
    public RecordSchema Schema { get; }

    /// <summary>The documented success.</summary>
    /// <param name="modes">The modes in force.</param>
    /// <param name="data">What it shows.</param>
    /// <param name="known">The values that a documented message may name.</param>
    /// <param name="created">The identity of the record that was made.</param>
    public OperationResult Success(ActiveModes modes, ResultData? data, Func<string, string?>? known = null, long? created = null)
    {
        var status = modes[_noContent] ? 204 : modes[_emptyOk] ? 200 : modes[_accepted] ? 202 : _status;
        var isEmpty = !_hasBody || modes[_noContent] || modes[_emptyOk];
        return new OperationResult(status, isEmpty ? "" : Message(_status, known) ?? "")
        {
            Operation = Operation,
            Code = modes[_codeIsStatus] || status != _status ? status : _code,
            HasBody = !isEmpty,
            Data = isEmpty ? null : data,
            Created = created,
        };
    }

    /// <summary>A refusal, with the documented message of its status if there is one.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="sentence">What to say where the document says nothing.</param>
    /// <param name="known">The values that a documented message may name.</param>
    /// <param name="like">The status whose documented message fits, where it is another.</param>
    public OperationResult Refusal(int status, string sentence, Func<string, string?>? known = null, int? like = null) =>
        new(status, Message(like ?? status, known) ?? sentence) { Operation = Operation };

    /// <summary>A refusal of what a request says.</summary>
    public OperationResult Refusal(IReadOnlyList<FieldError> errors, Func<string, string?>? known = null)
    {
        var status = errors.Any(error => error.Status == 500) ? 500
            : errors.Any(error => error.Status == 400) ? 400 : errors[0].Status;
        ImmutableArray<FieldError> told = [.. errors.Where(error => error.Status == status)];
        var message = DocumentedMessage.Of(Operation.Resource, Documented(status), status, told, known)
            ?? string.Join(' ', told.Select(error => $"{error.Name}: {error.Message}"));
        var result = new OperationResult(status, message) { Operation = Operation, Causes = told };
        return status == 400 ? result with { Data = new ResultData.Errors(told) } : result;
    }

    /// <summary>What writes records as the operation shows them. Each store has one, as far as all tables are its own.</summary>
    public RecordWriter Writer(Store store, ActiveModes modes, Table[] tables)
    {
        if (tables != store.Tables)
            return new RecordWriter(Schema, modes, tables);
        if (_writers.TryGetValue(store, out var writer))
            return writer;
        return _writers.GetValue(store, store => new RecordWriter(Schema, modes, store.Tables));
    }

    /// <summary>The documented message of a status, with its placeholders; null where there is none.</summary>
    public string? Documented(int status) => _messages.GetValueOrDefault(status);

    private string? Message(int status, Func<string, string?>? known) =>
        Documented(status) is { } message ? DocumentedMessage.Of(message, status, known) : null;
}
