using PlanisoContract.Mock.Dialects;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>Reads a request body as a <see cref="Draft"/>, with every fault that can be seen without looking at other records.</summary>
internal sealed class Intake
{
    private readonly Call _call;
    private readonly Modes _modes;
    private readonly bool _creating;
    private readonly Coercion _coercion;
    private readonly LinkIntake _links;
    private readonly ReferencesIntake _references;

    public Intake(Call call)
    {
        _call = call;
        _modes = call.Modes;
        _creating = call.Operation.Kind == OperationKind.Create;
        _coercion = new Coercion(call.Plan, call.Modes, call.Now, _creating);
        _links = new LinkIntake(call, _coercion);
        _references = new ReferencesIntake(call);
    }

    public Draft Read(Input.Members body)
    {
        var draft = new Draft(_call.Operation.Resource);
        foreach (var (name, value) in body.All)
        {
            if (value is Input.Scalar { IsText: true } text)
                draft.Texts[name] = text.Text;
            if (!draft.Resource.Names.TryGetValue(name, out var binding))
                Unknown(draft, name, value);
            else if (!(body.FromJson && _modes[_call.Plan.ValuesLost] && IsOptional(binding.Field)))
                Bound(draft, binding, name, value);
        }
        _links.Finish(draft, _creating);
        if (_creating)
            Complete(draft);
        return draft;
    }

    private static bool IsOptional(FieldPlan field) => !field.Field.Required && field.Field.Link is null;

    private void Unknown(Draft draft, string name, Input value)
    {
        if (_modes[_call.Plan.UnknownServerError])
            draft.Fail(name, "There is no such parameter.", 500);
        else if (_modes[_call.Plan.UnknownRefused])
            draft.Fail(name, "There is no such parameter.");
        else if (_modes[_call.Plan.UnknownStored])
            draft.Unknown[name] = new Verbatim(value.ToJson());
    }

    private void Bound(Draft draft, Binding binding, string name, Input value)
    {
        if (binding.Output)
            return;
        if (binding.Inner is { } inner)
            _links.Flat(draft, binding.Field, inner, name, value);
        else if (binding.Field.Field.Link is not null)
            _links.Whole(draft, binding.Field, value);
        else if (binding.Field.Field.References is not null)
            _references.Read(draft, binding.Field, name, value, _creating);
        else if (binding.Field.Field.ReadOnly)
            ReadOnly(draft, binding.Field, name, value);
        else if (_creating ? binding.Field.Field.OnCreate : binding.Field.Field.OnUpdate)
            Plain(draft, binding, name, value);
    }

    private void ReadOnly(Draft draft, FieldPlan field, string name, Input value)
    {
        if (_modes[field.Input.ReadOnlyRefused])
            draft.Fail(name, "Only the server sets it.");
        else if (_modes[field.Input.ReadOnlyStored])
            draft.Values[field.Index] = Coercion.Unchecked(field, value);
        else if (_modes[field.Input.ReadOnlyVanished])
            draft.Values[field.Index] = null;
    }

    private void Plain(Draft draft, Binding binding, string name, Input value)
    {
        var field = binding.Field;
        // What is sent under the field's own name counts, wherever it stands.
        if (binding.Other && (_modes[field.Input.AliasIgnored] || draft.IsSent(field)))
            return;
        draft.Faults.RemoveAll(fault => fault.Name == draft.Names[field.Index]);
        if (binding.Other && _modes[field.Input.AliasReversed] && value is Input.Scalar { IsText: true } text)
            value = new Input.Scalar(new string([.. text.Text.Reverse()]), text.Kind);
        draft.Names[field.Index] = name;
        var coerced = _coercion.Read(field, value);
        if (coerced.Expected is { } expected)
            draft.Fail(field, name, expected, value, coerced.Status);
        else
            draft.Values[field.Index] = RoundTrip(field, coerced.Value);
    }

    private object? RoundTrip(FieldPlan field, object? value)
    {
        var gates = field.Input;
        if (_modes[_creating ? gates.CreateIgnored : gates.UpdateIgnored])
            return Mark.NotSent;
        return value != Mark.NotSent && _modes[_creating ? gates.CreateAltered : gates.UpdateAltered] ? Values.Altered(value) : value;
    }

    /// <summary>Gives every field of a new record its value.</summary>
    private void Complete(Draft draft)
    {
        foreach (var field in draft.Resource.Fields)
        {
            if (draft.Values[field.Index] == Mark.NotSent && field.Field.Link is null)
                draft.Values[field.Index] = Initial(draft, field);
        }
    }

    private object? Initial(Draft draft, FieldPlan field)
    {
        if (!draft.IsSent(field) && field.Field.OnCreate)
            CheckAbsent(draft, field);
        if (field.Field.References is not null)
            return Array.Empty<Record>();
        return _call.Initial(field) ?? (draft.IsSent(field) ? field.Unset(_modes) : Absent(field));
    }

    private object? Absent(FieldPlan field) => _modes[field.Input.UnsetFilled] ? Mark.Placeholder
        : _modes[field.Input.UnsetList] ? Verbatim.EmptyList
        : field.Unset(_modes);

    private void CheckAbsent(Draft draft, FieldPlan field)
    {
        var gates = field.Input;
        var name = draft.NameOf(field);
        var demanded = _modes[_call.Operation.Gates.OptionalDemanded] && field == _call.Operation.FirstOptional;
        if ((field.Field.Required && !_modes[gates.RequiredAccepted]) || _modes[gates.OptionalRequired] || demanded)
            draft.Fail(name, "It is required.");
        else if (_modes[gates.OptionalConflict])
            draft.Fail(name, "It is required.", 409);
    }
}
