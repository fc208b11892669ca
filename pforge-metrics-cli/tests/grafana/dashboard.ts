// What a dashboard may be, by Grafana's own types: the frame of @grafana/schema, filled with what each panel takes.

import type {
  AnnotationContainer,
  Dashboard,
  FieldConfig,
  Panel,
  RowPanel,
  VariableModel,
} from "grafana/raw/dashboard/x/types.gen";
import type * as gauge from "grafana/raw/composable/gauge/panelcfg/x/types.gen";
import type * as heatmap from "grafana/raw/composable/heatmap/panelcfg/x/types.gen";
import type * as stat from "grafana/raw/composable/stat/panelcfg/x/types.gen";
import type * as statetimeline from "grafana/raw/composable/statetimeline/panelcfg/x/types.gen";
import type * as table from "grafana/raw/composable/table/panelcfg/x/types.gen";
import type * as timeseries from "grafana/raw/composable/timeseries/panelcfg/x/types.gen";

/** A type as JSON has it: enums are their values. */
type Json<T> = unknown extends T
  ? T
  : T extends string
    ? `${T}`
    : T extends number | boolean | null | undefined
      ? T
      : { [K in keyof T]: Json<T[K]> };

/** The same where what is left out has a default. */
type Some<T> = unknown extends T
  ? T
  : T extends string | number | boolean | null | undefined
    ? Json<T>
    : T extends (infer Item)[]
      ? Json<Item>[]
      : { [K in keyof T]?: Some<T[K]> };

type With<T, More> = { [K in keyof T as K extends keyof More ? never : K]: T[K] } & More;

type DataSource = { type: "prometheus"; uid: "${datasource}" };

/** Of a Prometheus; this type is in Grafana's package of the data source. */
interface Query {
  datasource: DataSource;
  editorMode: "builder" | "code";
  exemplar: boolean;
  expr: string;
  format: "time_series" | "table" | "heatmap";
  instant: boolean;
  legendFormat: string;
  range: boolean;
  refId: string;
}

interface Shown<Type extends string, Options, Custom = {}> {
  datasource: DataSource;
  description: string;
  fieldConfig: {
    defaults: With<Json<FieldConfig>, { custom?: Some<Custom> }>;
    overrides: [];
  };
  gridPos: Json<Required<Omit<NonNullable<Panel["gridPos"]>, "static">>>;
  id: number;
  options: Some<Options>;
  targets: Query[];
  title: string;
  transformations?: Json<NonNullable<Panel["transformations"]>>;
  type: Type;
}

type AnyPanel =
  | Shown<"gauge", gauge.Options>
  | Shown<"heatmap", heatmap.Options, heatmap.FieldConfig>
  | Shown<"stat", stat.Options>
  | Shown<"state-timeline", statetimeline.Options, statetimeline.FieldConfig>
  | Shown<"table", table.Options, table.FieldConfig>
  | Shown<"timeseries", timeseries.Options, timeseries.FieldConfig>
  | Json<RowPanel>;

export type Accepted = With<
  Json<Dashboard>,
  {
    annotations: Json<AnnotationContainer>;
    panels: AnyPanel[];
    templating: { list: Json<VariableModel>[] };
    title: string;
    uid: string;
  }
>;
