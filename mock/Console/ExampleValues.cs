using System.Globalization;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Console;

/// <summary>Values for parameters that lead somewhere: identities and names of records that a silo has now.</summary>
internal sealed class ExampleValues(Silo silo, Contract contract)
{
    private const string Otherwise = "1";

    private readonly ApiPlan _plan = ApiPlan.Of(contract);
    private readonly Table[] _tables = silo.StateOf(contract).Store.Tables;

    /// <summary>The path of an operation with its parameters filled in.</summary>
    public string Path(Operation operation)
    {
        var record = First(_plan.Resource(operation.Resource));
        return operation.Expand(parameter => parameter.Role switch
        {
            ParameterRole.Identity => record is null ? Otherwise : _tables[_plan.Resource(operation.Resource).Index].NameOf(record.Identity),
            ParameterRole.Parent => record is not null && _plan.Resource(operation.Resource).Parent is { } parent ? _tables[parent.Index].NameOf(record.Parent) : Otherwise,
            ParameterRole.Filter => Filter(operation),
            _ => operation.Formats[0],
        });
    }

    /// <summary>The value of the operation's filter.</summary>
    public string Filter(Operation operation)
    {
        var word = operation.Filter!;
        var resource = _plan.Resource(operation.Resource);
        var field = resource.Field(word.Field);
        var target = _plan.Resource(field.Field.Refers!.Resource);
        var named = _tables[resource.Index].All().Select(record => Identity(record[field.Index])).FirstOrDefault(identity => identity is not null);
        if (named is not { } identity || _tables[target.Index].Find(identity) is not { } other)
            return Otherwise;
        var key = target.Fields.FirstOrDefault(field => field.Field.Name == word.Key);
        return key is not null && other[key.Index] is string { Length: > 0 } text ? text : _tables[target.Index].NameOf(other.Identity);
    }

    private Record? First(ResourcePlan resource)
    {
        var records = _tables[resource.Index].All();
        return records.FirstOrDefault(record => !record.Deleted) ?? records.FirstOrDefault();
    }

    private static long? Identity(object? value) => value switch
    {
        long identity => identity,
        long[] { Length: > 0 } several => several[0],
        _ => null,
    };
}
