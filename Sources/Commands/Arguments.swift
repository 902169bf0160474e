public import ArgumentParser
public import Curation
public import Interchange
public import SentenceEncoder
public import Workbench

// What a command line can name by its raw value.
extension ClusterOrder.Key: ExpressibleByArgument {}
extension DivisionMethod: ExpressibleByArgument {}
extension KeyMap.Preset: ExpressibleByArgument {}
extension PassPlan: ExpressibleByArgument {}
extension PoolFormat: ExpressibleByArgument {}
extension Precision: ExpressibleByArgument {}
extension QueueFormat: ExpressibleByArgument {}
extension RankAggregation: ExpressibleByArgument {}
extension Reason: ExpressibleByArgument {}
extension VectorElement: ExpressibleByArgument {}
extension Verdict: ExpressibleByArgument {}
